"""What a person chooses to hear of."""

from django import forms

from notices.models import Preference


class PreferenceForm(forms.ModelForm):
    class Meta:
        model = Preference
        fields = ["reminders", "lead_minutes", "plan_changes", "talk"]
        widgets = {"lead_minutes": forms.RadioSelect}
