# CloudWatch -> Firehose -> Datadog. What Datadog does not take waits in a bucket.
resource "aws_kinesis_firehose_delivery_stream" "this" {
  for_each = local.intakes

  name        = "datadog-${each.key}-${var.environment}"
  destination = "http_endpoint"

  server_side_encryption {
    enabled  = true
    key_type = "CUSTOMER_MANAGED_CMK"
    key_arn  = var.kms_key_arn
  }

  http_endpoint_configuration {
    name               = "Datadog ${each.key}"
    url                = each.value
    role_arn           = aws_iam_role.firehose.arn
    buffering_size     = 4 # MiB, which is what Datadog asks for
    buffering_interval = 60
    retry_duration     = 300
    s3_backup_mode     = "FailedDataOnly"

    secrets_manager_configuration {
      enabled    = true
      secret_arn = aws_secretsmanager_secret.api_key.arn
      role_arn   = aws_iam_role.firehose.arn
    }

    request_configuration {
      content_encoding = "GZIP"

      common_attributes {
        name  = "env"
        value = var.environment
      }
    }

    s3_configuration {
      role_arn            = aws_iam_role.firehose.arn
      bucket_arn          = var.failed_bucket_arn
      prefix              = "${var.environment}/${each.key}/"
      error_output_prefix = "${var.environment}/${each.key}-errors/"
      compression_format  = "GZIP"
    }
  }
}

resource "aws_iam_role" "firehose" {
  name        = "datadog-firehose-${var.environment}"
  description = "Firehose, to deliver to Datadog"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "firehose.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_id } }
    }]
  })
}

resource "aws_iam_role_policy" "firehose" {
  name = "deliver"
  role = aws_iam_role.firehose.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "KeepWhatFailed"
        Effect   = "Allow"
        Action   = ["s3:AbortMultipartUpload", "s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:PutObject"]
        Resource = [var.failed_bucket_arn, "${var.failed_bucket_arn}/*"]
      },
      { Sid = "ApiKey", Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = aws_secretsmanager_secret.api_key.arn },
      { Sid = "Key", Effect = "Allow", Action = ["kms:Decrypt", "kms:GenerateDataKey"], Resource = var.kms_key_arn },
    ]
  })
}

resource "aws_iam_role" "cloudwatch" {
  name        = "datadog-cloudwatch-${var.environment}"
  description = "CloudWatch, to hand logs and metrics to Firehose"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = ["logs.amazonaws.com", "streams.metrics.cloudwatch.amazonaws.com"] }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_id } }
    }]
  })
}

resource "aws_iam_role_policy" "cloudwatch" {
  name = "put"
  role = aws_iam_role.cloudwatch.id

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "HandOver", Effect = "Allow", Action = ["firehose:PutRecord", "firehose:PutRecordBatch"], Resource = [for stream in aws_kinesis_firehose_delivery_stream.this : stream.arn] }]
  })
}

# Of every log group that there is or will be, so that no app can be forgotten; AWS allows one such policy a region.
resource "aws_cloudwatch_log_account_policy" "this" {
  policy_name        = "datadog"
  policy_type        = "SUBSCRIPTION_FILTER_POLICY"
  scope              = "ALL"
  selection_criteria = "LogGroupName NOT IN [\"${var.recorded_sessions_log_group_name}\"]"
  depends_on         = [aws_iam_role_policy.cloudwatch]

  policy_document = jsonencode({
    DestinationArn = aws_kinesis_firehose_delivery_stream.this["logs"].arn
    RoleArn        = aws_iam_role.cloudwatch.arn
    FilterPattern  = ""
    Distribution   = "Random"
  })
}

resource "aws_cloudwatch_metric_stream" "this" {
  name          = "datadog-${var.environment}"
  role_arn      = aws_iam_role.cloudwatch.arn
  firehose_arn  = aws_kinesis_firehose_delivery_stream.this["metrics"].arn
  output_format = "opentelemetry1.0"
  depends_on    = [aws_iam_role_policy.cloudwatch]

  dynamic "include_filter" {
    for_each = toset(local.namespaces)
    content {
      namespace = include_filter.value
    }
  }
}
