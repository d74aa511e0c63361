"""What a person chooses to hear of."""

from django import forms
from django.utils.translation import gettext_lazy as _

from notices.models import Preference


class PreferenceForm(forms.ModelForm):
    class Meta:
        model = Preference
        fields = ["reminders", "lead_minutes", "plan_changes", "talk"]
        labels = {
            "talk": _("Tell me what is said in threads that I follow, and what becomes of my corrections")
        }
        widgets = {"lead_minutes": forms.RadioSelect}
