# Atlas encrypts with our key, which it may use and not hand on. Taking the key away closes the database.
resource "aws_kms_key" "this" {
  description             = "MongoDB Atlas of ${var.environment}"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  lifecycle {
    prevent_destroy = true # the backups are encrypted with it too
  }
}

resource "aws_kms_alias" "this" {
  name          = "alias/meddevo/${var.environment}/atlas"
  target_key_id = aws_kms_key.this.key_id
}

resource "mongodbatlas_cloud_provider_access_setup" "this" {
  project_id    = mongodbatlas_project.this.id
  provider_name = "AWS"
}

resource "aws_iam_role" "atlas" {
  name        = "atlas-${var.environment}"
  path        = "/integration/"
  description = "MongoDB Atlas, for the key of its disks"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = mongodbatlas_cloud_provider_access_setup.this.aws_config[0].atlas_aws_account_arn }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "sts:ExternalId" = mongodbatlas_cloud_provider_access_setup.this.aws_config[0].atlas_assumed_role_external_id } }
    }]
  })
}

resource "aws_iam_role_policy" "atlas" {
  name = "key"
  role = aws_iam_role.atlas.id

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "UseTheKey", Effect = "Allow", Action = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt"], Resource = aws_kms_key.this.arn }]
  })
}

resource "mongodbatlas_cloud_provider_access_authorization" "this" {
  project_id = mongodbatlas_project.this.id
  role_id    = mongodbatlas_cloud_provider_access_setup.this.role_id
  depends_on = [aws_iam_role_policy.atlas]

  aws {
    iam_assumed_role_arn = aws_iam_role.atlas.arn
  }
}

resource "mongodbatlas_encryption_at_rest" "this" {
  project_id = mongodbatlas_project.this.id

  aws_kms_config {
    enabled                = true
    customer_master_key_id = aws_kms_key.this.id
    region                 = local.atlas_region
    role_id                = mongodbatlas_cloud_provider_access_authorization.this.role_id
  }
}
