variable "environment" {
  description = "Name of the environment, for instance develop; it becomes part of names in AWS and of the resource in Kubernetes. No default."
  type        = string

  validation {
    condition     = can(regex("^[a-z]([-a-z0-9]{0,30}[a-z0-9])?$", var.environment))
    error_message = "Write 1 to 32 lower-case letters, digits and hyphens, starting with a letter and ending with a letter or digit: the operator accepts no other name."
  }
}

variable "site" {
  description = "Datadog's site, datadoghq.eu or datadoghq.com. Default datadoghq.eu, which keeps data in the EU."
  type        = string
  default     = "datadoghq.eu"

  validation {
    condition     = contains(["datadoghq.eu", "datadoghq.com"], var.site)
    error_message = "Write datadoghq.eu or datadoghq.com: only their intakes are known here."
  }
}

variable "datadog_account_id" {
  description = "Datadog's own account in AWS, from which it reads names and tags: 464622532012, except for its sites for governments (docs.datadoghq.com/integrations/guide/aws-manual-setup). No default."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.datadog_account_id))
    error_message = "Write the account as 12 digits in quotes."
  }
}

variable "kms_key_arn" {
  description = "ARN of the key that the API key and what waits for delivery are encrypted with. No default."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/", var.kms_key_arn))
    error_message = "Write the ARN of a key, not of an alias."
  }
}

variable "failed_bucket_arn" {
  description = "ARN of the bucket for what Datadog did not take. No default."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:s3:::[a-z0-9.-]{3,63}$", var.failed_bucket_arn))
    error_message = "Write the ARN of a bucket, for instance arn:aws:s3:::meddevo-datadog-failed, without a path."
  }
}

variable "recorded_sessions_log_group_name" {
  description = "Name of the log group with recorded ECS Exec sessions, which leaves the account by no means. No default."
  type        = string

  validation {
    condition     = can(regex("^/[A-Za-z0-9_/.#-]+$", var.recorded_sessions_log_group_name))
    error_message = "Write the name of the log group, as ecs-cluster puts it out, for instance /ecs-exec/develop."
  }
}

variable "notify" {
  description = "Whom monitors call, as Datadog writes it, for instance @slack-meddevo-develop. No default."
  type        = string

  validation {
    condition     = startswith(var.notify, "@")
    error_message = "Begin with @, for instance @slack-meddevo-develop, @pagerduty-meddevo or @team@meddevo.example: without it Datadog calls nobody."
  }
}

variable "runbooks_url" {
  description = "Address of docs/runbooks, to which monitors link, for instance https://gitlab.com/meddevo/meddevo/-/blob/master/docs/runbooks. No default."
  type        = string

  validation {
    condition     = can(regex("^https://.*[^/]$", var.runbooks_url))
    error_message = "Write an address that begins with https:// and does not end with a slash."
  }
}
