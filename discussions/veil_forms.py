"""What the buttons of the veil send."""

from django import forms


class LiftForm(forms.Form):
    """What somebody wishes to see that is ahead of where they are, and where they said so."""

    HERE, SITTING, ALWAYS = "here", "sitting", "always"

    lift = forms.ChoiceField(choices=[(one, one) for one in (HERE, SITTING, ALWAYS)])
    thread = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    sitting = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    schedule = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    paragraph = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
    comment = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
