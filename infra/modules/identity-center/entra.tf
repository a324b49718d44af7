# The Entra ID (Office 365) side: an enterprise application from Microsoft's gallery, the groups that may use it, SAML for signing in and SCIM for bringing users over.
# https://learn.microsoft.com/entra/identity/saas-apps/aws-single-sign-on-tutorial
data "azuread_application_template" "aws" {
  display_name = "AWS IAM Identity Center (successor to AWS Single Sign-On)"
}

resource "azuread_application_from_template" "aws" {
  display_name = "AWS IAM Identity Center"
  template_id  = data.azuread_application_template.aws.template_id
}

resource "azuread_service_principal" "aws" {
  client_id                     = azuread_application_from_template.aws.application_id
  use_existing                  = true # the template has made it
  app_role_assignment_required  = true # nobody signs in without one of the groups below
  preferred_single_sign_on_mode = "saml"
}

data "azuread_group" "this" {
  for_each = var.groups

  display_name     = each.key
  security_enabled = true
}

resource "azuread_app_role_assignment" "this" {
  for_each = var.groups

  app_role_id         = azuread_service_principal.aws.app_role_ids["User"]
  principal_object_id = data.azuread_group.this[each.key].object_id
  resource_object_id  = azuread_service_principal.aws.object_id
}

# From here on only once the console has told its addresses.
resource "azuread_application_redirect_uris" "aws" {
  count = var.identity_source == null ? 0 : 1

  application_id = azuread_application_from_template.aws.application_object_id
  type           = "Web"
  redirect_uris  = [var.identity_source.acs_url]
}

resource "azuread_application_identifier_uri" "aws" {
  count = var.identity_source == null ? 0 : 1

  application_id = azuread_application_from_template.aws.application_object_id
  identifier_uri = var.identity_source.issuer_url
}

resource "azuread_synchronization_secret" "scim" {
  count = var.identity_source == null ? 0 : 1

  service_principal_id = azuread_service_principal.aws.id

  credential {
    key   = "BaseAddress"
    value = var.identity_source.scim_endpoint
  }
  credential {
    key   = "SecretToken"
    value = var.scim_token
  }
}

resource "azuread_synchronization_job" "scim" {
  count = var.identity_source == null ? 0 : 1

  service_principal_id = azuread_service_principal.aws.id
  template_id          = "aws"
  enabled              = true

  depends_on = [azuread_synchronization_secret.scim]
}
