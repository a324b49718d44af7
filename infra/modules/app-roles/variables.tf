variable "environment" {
  description = "Name of the environment, for instance develop; the roles stand at its path. No default."
  type        = string

  validation {
    condition     = can(regex("^[a-z]([-a-z0-9]{0,30}[a-z0-9])?$", var.environment))
    error_message = "Write 1 to 32 lower-case letters, digits and hyphens, starting with a letter and ending with a letter or digit: the operator accepts no other name."
  }
}

variable "apps" {
  description = "Apps that have a role of their own, by name, and what each may do in AWS besides being itself: a policy as JSON, or null for nothing. No default."
  type        = map(string)

  validation {
    condition     = alltrue([for app in keys(var.apps) : can(regex("^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$", app)) && !startswith(app, "meddevo-")])
    error_message = "Name apps as their specs do, in lower-case letters, digits and hyphens; what begins with meddevo- is operator-iam's."
  }
  validation {
    condition     = alltrue([for policy in values(var.apps) : policy == null || can(jsondecode(policy).Statement)])
    error_message = "Write a policy as JSON with its Statement, or null."
  }
}

variable "boundary_arn" {
  description = "ARN of the boundary that the organisation asks of every role of a task (operator-iam). No default."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:policy/boundary/meddevo-task$", var.boundary_arn))
    error_message = "Write the ARN of policy/boundary/meddevo-task in this account: with another one the organisation refuses the role."
  }
}
