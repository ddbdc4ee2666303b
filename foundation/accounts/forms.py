"""The three small forms of signing in."""

from django import forms


class PasswordForm(forms.Form):
    """The first step."""

    email = forms.CharField(
        label="E-Mail-Adresse",
        max_length=254,
        error_messages={"required": "Geben Sie Ihre E-Mail-Adresse ein."},
        widget=forms.EmailInput(attrs={"autocomplete": "username", "class": "kern-form-input__input"}),
    )
    password = forms.CharField(
        label="Passwort",
        strip=False,
        max_length=1024,
        error_messages={"required": "Geben Sie Ihr Passwort ein."},
        widget=forms.PasswordInput(
            attrs={"autocomplete": "current-password", "class": "kern-form-input__input"}
        ),
    )
    use_required_attribute = False


class CodeForm(forms.Form):
    """The second factor."""

    code = forms.CharField(
        label="Code aus Ihrer App",
        help_text="6 Ziffern",
        max_length=20,
        error_messages={"required": "Geben Sie den Code ein, den Ihre App zeigt."},
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "kern-form-input__input"}
        ),
    )
    use_required_attribute = False


class ConfirmPasswordForm(forms.Form):
    """The password again, of somebody who is signed in."""

    password = PasswordForm.base_fields["password"]
    use_required_attribute = False
