variable "groups" {
  description = "Names of the groups in Entra ID that come over to AWS. No default."
  type        = set(string)

  validation {
    condition     = length(var.groups) > 0 && alltrue([for group in var.groups : trimspace(group) == group && group != ""])
    error_message = "Name at least one group, exactly as it is called in Entra ID."
  }
}

variable "identity_source" {
  description = "What the console showed when the identity source was changed to an external provider: the sign-in (ACS) and issuer URLs of AWS, and the SCIM endpoint. Default none, for the first apply."
  type = object({
    acs_url       = string
    issuer_url    = string
    scim_endpoint = string
  })
  default = null

  validation {
    condition     = var.identity_source == null || alltrue([for url in values(coalesce(var.identity_source, {})) : startswith(url, "https://")])
    error_message = "Copy the three addresses from the console; each begins with https://."
  }
}

variable "scim_token" {
  description = "Token that Entra ID writes users and groups with; it lasts a year. From the secret store of the pipeline, never from a file. Default none, for the first apply."
  type        = string
  sensitive   = true
  default     = null

  validation {
    condition     = (var.scim_token == null) == (var.identity_source == null)
    error_message = "Give identity_source and scim_token together: the console shows both when automatic provisioning is enabled."
  }
}

variable "assignments" {
  description = "Who gets in where: a group, a permission set (PlatformAdmin, Developer, ReadOnly, SecurityAudit, Billing) and the ids of accounts. Default none, until the groups have come over."
  type = set(object({
    group          = string
    permission_set = string
    account_ids    = set(string)
  }))
  default = []

  validation {
    condition     = alltrue([for assignment in var.assignments : contains(keys(local.permission_sets), assignment.permission_set)])
    error_message = "There are five permission sets: ${join(", ", keys(local.permission_sets))}."
  }
  validation {
    condition     = alltrue([for assignment in var.assignments : contains(var.groups, assignment.group)])
    error_message = "Each assigned group must be in groups, or Entra ID does not bring it over: ${join(", ", setsubtract([for assignment in var.assignments : assignment.group], var.groups))}."
  }
  validation {
    condition     = alltrue(flatten([for assignment in var.assignments : [for id in assignment.account_ids : can(regex("^[0-9]{12}$", id))]]))
    error_message = "Write accounts as 12 digits in quotes."
  }
  validation {
    condition     = alltrue([for assignment in var.assignments : assignment.permission_set != "Developer" || length(setintersection(assignment.account_ids, var.production_account_ids)) == 0])
    error_message = "Developer is not for production: there changes come by merge. Assign ReadOnly."
  }
  validation {
    condition     = length(var.assignments) == 0 || var.identity_source != null
    error_message = "Connect Entra ID first (identity_source): before that there are no groups in AWS to assign."
  }
}

variable "production_account_ids" {
  description = "Accounts in which nobody may be Developer. No default."
  type        = set(string)

  validation {
    condition     = alltrue([for id in var.production_account_ids : can(regex("^[0-9]{12}$", id))])
    error_message = "Write accounts as 12 digits in quotes."
  }
}

variable "breakglass_people" {
  description = "Who may break the glass: two to five names, each gets a user with a security key of its own. No default."
  type        = set(string)

  validation {
    condition     = length(var.breakglass_people) >= 2 && length(var.breakglass_people) <= 5 && alltrue([for name in var.breakglass_people : can(regex("^[a-z][-a-z0-9.]{1,40}$", name))])
    error_message = "Name two to five people in lower case, for instance [\"ada\", \"grace\"]: one person may be the one who is ill, and many are no emergency."
  }
}

variable "alarm_emails" {
  description = "Who is told when a break-glass user or the root of this account does anything. No default."
  type        = set(string)

  validation {
    condition     = length(var.alarm_emails) > 0 && alltrue([for email in var.alarm_emails : can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", email))])
    error_message = "Give at least one mail address; better one that reaches people who could not have broken the glass."
  }
}

variable "alarm_regions" {
  description = "Regions whose calls are watched for the alarm; us-east-1 always is, since sign-ins of users are recorded there. No default."
  type        = set(string)

  validation {
    condition     = length(var.alarm_regions) > 0 && alltrue([for region in var.alarm_regions : can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]+$", region))])
    error_message = "Write the governed regions, for instance [\"eu-central-1\"]."
  }
}
