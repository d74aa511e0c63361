"""Writing to somebody how they get a new password. The worker's work: only there one sees whose an address is."""

from allauth.account.forms import ResetPasswordForm


def write(email: str) -> None:
    """Write the mail with the link to a new password to whoever has this address, if somebody does."""
    form = ResetPasswordForm({"email": email})
    if form.is_valid():
        form.save(request=None)
