# The plans of ../plans: an apply with changed=false under the offline provider of infra/test, then "terraform show -json" of a plan with changed=true (develop), of one
# with changed=false (noop), and of a destroy. The offline provider does not compute tags_all, so jq gave them what the real one would.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "6.66.0" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

variable "changed" { type = bool }

variable "password" {
  type      = string
  sensitive = true
}

locals {
  tags = { Environment = "develop", ManagedBy = "terraform" }
}

resource "aws_efs_file_system" "this" {
  encrypted       = true
  throughput_mode = var.changed ? "elastic" : "bursting"
  tags            = local.tags
}

# Goes.
resource "aws_efs_access_point" "reports" {
  count          = var.changed ? 0 : 1
  file_system_id = aws_efs_file_system.this.id
  tags           = local.tags
}

# Comes, and its policy is known only after the apply.
resource "aws_efs_file_system_policy" "this" {
  count          = var.changed ? 1 : 0
  file_system_id = aws_efs_file_system.this.id
  policy         = jsonencode({ Statement = [{ Effect = "Deny", Action = "*", Principal = "*", Resource = aws_efs_file_system.this.arn }] })
}

# Somebody lets everybody in.
resource "aws_vpc_security_group_ingress_rule" "this" {
  security_group_id = "sg-00000001"
  ip_protocol       = "tcp"
  from_port         = 2049
  to_port           = 2049
  cidr_ipv4         = var.changed ? "0.0.0.0/0" : "10.0.0.0/8"
  tags              = local.tags
}

# A stack with a parameter is none of efs, and this one holds a secret.
resource "aws_ssm_parameter" "password" {
  name  = "/meddevo/develop/password"
  type  = "SecureString"
  value = var.changed ? "new-${var.password}" : var.password
  tags  = merge(local.tags, { Hint = "see-${var.password}" })
}
