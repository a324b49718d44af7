# Who touched which object, in every account. Control Tower's own trail has the management events, so this one has data events alone:
# a second copy of those would be billed. Insights are left out, for they need management events on the same trail.
locals {
  # Each selector: what it is called, and its fields besides category and type. S3 compares ARNs of objects, so a bucket's ends with a slash.
  log_buckets          = [for arn in sort(var.log_bucket_arns) : "${arn}/"]
  confidential_buckets = [for arn in sort(var.confidential_bucket_arns) : "${arn}/"]

  selectors = merge({
    "Writes and deletions everywhere but in the log buckets" = {
      readOnly        = { equals = ["false"] }
      "resources.ARN" = { not_starts_with = local.log_buckets }
    }
    "Everything but deliveries in the log buckets" = {
      eventName       = { not_equals = ["PutObject"] }
      "resources.ARN" = { starts_with = local.log_buckets }
    }
    }, length(local.confidential_buckets) == 0 ? {} : {
    "Reads in confidential buckets" = {
      readOnly        = { equals = ["true"] }
      "resources.ARN" = { starts_with = local.confidential_buckets }
    }
  })
}

resource "aws_cloudtrail" "this" {
  name                          = "meddevo-data-events"
  s3_bucket_name                = var.bucket
  kms_key_id                    = var.kms_key_arn
  is_organization_trail         = true
  is_multi_region_trail         = true
  include_global_service_events = true
  enable_log_file_validation    = true # a digest each hour: a file that is changed or missing is noticed

  dynamic "advanced_event_selector" {
    for_each = local.selectors

    content {
      name = advanced_event_selector.key

      dynamic "field_selector" {
        for_each = merge({ eventCategory = { equals = ["Data"] }, "resources.type" = { equals = ["AWS::S3::Object"] } }, advanced_event_selector.value)

        content {
          field           = field_selector.key
          equals          = try(field_selector.value.equals, null)
          not_equals      = try(field_selector.value.not_equals, null)
          starts_with     = try(field_selector.value.starts_with, null)
          not_starts_with = try(field_selector.value.not_starts_with, null)
        }
      }
    }
  }

  lifecycle {
    prevent_destroy = true
  }
}
