variable "account" {
  description = "The account's name, for instance production; part of its alias in the sign-in address. No default."
  type        = string

  validation {
    condition     = can(regex("^[a-z][-a-z0-9]{1,40}$", var.account)) && !strcontains(var.account, "--")
    error_message = "Write 2 to 41 lower-case letters, digits and single hyphens, as the account is named in module organization."
  }
}

variable "security_contact" {
  description = "Whom AWS calls when something is wrong: name, title, mail and phone. No default."
  type = object({
    name  = string
    title = string
    email = string
    phone = string
  })

  validation {
    condition     = can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", var.security_contact.email)) && can(regex("^\\+[0-9][-0-9 ]{6,18}$", var.security_contact.phone))
    error_message = "Give a mail address and a phone number with its country, for instance +49 30 1234567: AWS calls it at night."
  }
}

variable "monthly_budget_usd" {
  description = "US dollars that the account may cost in a month; 80 % spent or 100 % foreseen is told by mail. No default."
  type        = number

  validation {
    condition     = var.monthly_budget_usd > 0
    error_message = "Write a sum above 0: a budget of nothing warns on the first day of each month."
  }
}

variable "budget_emails" {
  description = "Who is told about the budget, at most ten mail addresses. No default."
  type        = set(string)

  validation {
    condition     = length(var.budget_emails) >= 1 && length(var.budget_emails) <= 10 && alltrue([for email in var.budget_emails : can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", email))])
    error_message = "Give one to ten mail addresses: AWS takes no more, and a warning that nobody gets is none."
  }
}

variable "workload" {
  description = "Whether apps run in the account: it then gets the service-linked roles of ECS and ELB. Default false."
  type        = bool
  default     = false
}
