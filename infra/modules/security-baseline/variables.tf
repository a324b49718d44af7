variable "home_region" {
  description = "Region in which findings of all regions are gathered. No default."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]+$", var.home_region))
    error_message = "Write a region, for instance eu-central-1."
  }
}

variable "regions" {
  description = "Regions that are watched, the home region among them (output regions of org-delegations). No default."
  type        = set(string)

  validation {
    condition     = contains(var.regions, var.home_region)
    error_message = "Add the home region to regions: the findings of the others are gathered there."
  }
}

variable "root_id" {
  description = "Id of the organisation's root, to which Security Hub's configuration is applied. No default."
  type        = string

  validation {
    condition     = can(regex("^r-[0-9a-z]{4,32}$", var.root_id))
    error_message = "Write the root's id, for instance r-med1 (output root_id of landing-zone)."
  }
}

variable "management_account_id" {
  description = "Id of the management account: Control Tower runs no recorder there, and a conformance pack that includes it fails as a whole. No default."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.management_account_id))
    error_message = "Write the account's id as 12 digits in quotes, for instance \"111111111111\"."
  }
}

variable "registry_account_ids" {
  description = "Accounts with registries whose images Inspector scans again and again. No default."
  type        = set(string)

  validation {
    condition     = length(var.registry_account_ids) > 0 && alltrue([for id in var.registry_account_ids : can(regex("^[0-9]{12}$", id))])
    error_message = "Write at least one account as 12 digits in quotes, for instance [\"444444444444\"]: images that nobody scans are how vulnerable libraries reach production."
  }
}

variable "alarm_emails" {
  description = "Who is told of high and critical findings. No default."
  type        = set(string)

  validation {
    condition     = length(var.alarm_emails) > 0 && alltrue([for email in var.alarm_emails : can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", email))])
    error_message = "Give at least one mail address: a finding that nobody gets is none."
  }
}
