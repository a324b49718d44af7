variable "bucket" {
  description = "Name of the bucket in log-archive that the trail writes to (output trail_bucket of log-archive). No default."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][-a-z0-9]{1,61}[a-z0-9]$", var.bucket))
    error_message = "Write the bucket's name, not its ARN: output trail_bucket of log-archive."
  }
}

variable "kms_key_arn" {
  description = "ARN of log-archive's key. No default."
  type        = string

  validation {
    condition     = can(regex("^arn:aws:kms:[-a-z0-9]+:[0-9]{12}:key/", var.kms_key_arn))
    error_message = "Write the ARN of a key: an alias of another account does not work here."
  }
}

variable "log_bucket_arns" {
  description = "ARNs of the buckets that logs are delivered to. Deliveries there are not recorded, or each record would make the next one. No default."
  type        = set(string)

  validation {
    condition     = length(var.log_bucket_arns) > 0 && alltrue([for arn in var.log_bucket_arns : can(regex("^arn:aws:s3:::[^/*]+$", arn))])
    error_message = "Name the buckets of log-archive by ARN without a slash, for instance arn:aws:s3:::meddevo-logs-trail-222222222222."
  }
}

variable "confidential_bucket_arns" {
  description = "ARNs of buckets of which reading is recorded too, that of the Terraform states among them. Default none."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.confidential_bucket_arns : can(regex("^arn:aws:s3:::[^/*]+$", arn))])
    error_message = "Write ARNs of buckets without a slash, for instance arn:aws:s3:::meddevo-tfstate."
  }
}
