variable "audit_account_id" {
  description = "Id of the audit account, to which the security services are handed over. No default."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.audit_account_id))
    error_message = "Write the account's id as 12 digits in quotes, for instance \"333333333333\"."
  }
}

variable "regions" {
  description = "Governed regions; GuardDuty, Security Hub and Inspector are handed over in each by itself. No default."
  type        = set(string)

  validation {
    condition     = length(var.regions) > 0 && alltrue([for region in var.regions : can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]+$", region))])
    error_message = "Write at least one region, for instance [\"eu-central-1\"]."
  }
}
