variable "bucket_name" {
  description = "Name of the bucket, the same for nobody else in the world, for instance meddevo-evidence-production. No default."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.bucket_name))
    error_message = "Write 3 to 63 lower-case letters, digits and hyphens; no dots, which TLS certificates of S3 do not cover."
  }
}

variable "organization_id" {
  description = "Id of the AWS organisation, for instance o-meddevo0001. No default."
  type        = string

  validation {
    condition     = can(regex("^o-[a-z0-9]{10,32}$", var.organization_id))
    error_message = "Write the id of the organisation, o- and 10 to 32 lower-case letters or digits, as aws organizations describe-organization shows it."
  }
}

variable "writer_role_arns" {
  description = "ARNs of the roles that add records: the operator's and the pipeline's. No default."
  type        = set(string)

  validation {
    condition     = length(var.writer_role_arns) > 0 && alltrue([for arn in var.writer_role_arns : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])
    error_message = "Name at least one role by its ARN, for instance arn:aws:iam::555555555555:role/operator/meddevo-develop."
  }
}

variable "reader_role_arns" {
  description = "ARNs of the roles that read records, for instance of whoever verifies the chain. Writers read too. Default none."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.reader_role_arns : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$", arn))])
    error_message = "Name roles by their ARNs, for instance arn:aws:iam::333333333333:role/quality."
  }
}

variable "retention_years" {
  description = "Years that nobody, the root user included, can delete or change a record. It cannot be shortened for what is written, and the account cannot be closed meanwhile without losing it. Default 10, as (EU) 2017/745, Article 10(8), asks for documentation of a device; 15 for implants."
  type        = number
  default     = 10

  validation {
    condition     = var.retention_years >= 1 && var.retention_years <= 100 && floor(var.retention_years) == var.retention_years
    error_message = "Write whole years from 1 to 100 (S3 takes no more)."
  }
}

variable "access_log_bucket_name" {
  description = "Name of the bucket in the same account and region that access to records is logged to. Default none; CloudTrail's data events tell the same for more money."
  type        = string
  default     = null

  validation {
    condition     = var.access_log_bucket_name == null || can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.access_log_bucket_name))
    error_message = "Write the bucket's name, not its ARN, or leave it out."
  }
}
