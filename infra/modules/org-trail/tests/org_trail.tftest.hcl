mock_provider "aws" {
  override_during = plan
}

variables {
  bucket                   = "meddevo-logs-trail-222222222222"
  kms_key_arn              = "arn:aws:kms:eu-central-1:222222222222:key/logs"
  log_bucket_arns          = ["arn:aws:s3:::meddevo-logs-trail-222222222222", "arn:aws:s3:::meddevo-logs-lb-222222222222"]
  confidential_bucket_arns = ["arn:aws:s3:::meddevo-tfstate"]
}

run "the_whole_organisation_is_recorded_and_tampering_shows" {
  command = plan

  assert {
    condition     = aws_cloudtrail.this.is_organization_trail && aws_cloudtrail.this.is_multi_region_trail && aws_cloudtrail.this.enable_log_file_validation
    error_message = "Every account, every region, with digests."
  }
  assert {
    condition     = aws_cloudtrail.this.kms_key_id == "arn:aws:kms:eu-central-1:222222222222:key/logs"
    error_message = "The records are encrypted with log-archive's key."
  }
}

run "only_data_events_are_billed" {
  command = plan

  assert {
    condition     = alltrue([for selector in aws_cloudtrail.this.advanced_event_selector : anytrue([for field in selector.field_selector : field.field == "eventCategory" && field.equals == tolist(["Data"])])])
    error_message = "Management events are in Control Tower's trail already."
  }
}

run "a_delivery_does_not_record_itself" {
  command = plan

  assert {
    condition = anytrue([for selector in aws_cloudtrail.this.advanced_event_selector : anytrue([for field in selector.field_selector :
    field.field == "resources.ARN" && field.not_starts_with == tolist(["arn:aws:s3:::meddevo-logs-lb-222222222222/", "arn:aws:s3:::meddevo-logs-trail-222222222222/"])])])
    error_message = "Writes into the log buckets must be left out, or each record makes the next."
  }
  assert {
    condition     = anytrue([for selector in aws_cloudtrail.this.advanced_event_selector : anytrue([for field in selector.field_selector : field.field == "eventName" && field.not_equals == tolist(["PutObject"])])])
    error_message = "What is not a delivery in the log buckets, a deletion above all, must be recorded."
  }
}

run "reading_states_is_recorded" {
  command = plan

  assert {
    condition     = anytrue([for selector in aws_cloudtrail.this.advanced_event_selector : anytrue([for field in selector.field_selector : field.field == "resources.ARN" && field.starts_with == tolist(["arn:aws:s3:::meddevo-tfstate/"])])])
    error_message = "States hold secrets: who reads them is recorded."
  }
}

run "without_confidential_buckets_there_is_no_empty_selector" {
  command = plan
  variables {
    confidential_bucket_arns = []
  }

  assert {
    condition     = length(aws_cloudtrail.this.advanced_event_selector) == 2
    error_message = "A selector without values is refused by AWS."
  }
}

run "refuses_arns_where_names_belong_and_the_other_way_round" {
  command = plan
  variables {
    bucket                   = "arn:aws:s3:::meddevo-logs-trail-222222222222"
    kms_key_arn              = "alias/logs"
    log_bucket_arns          = ["meddevo-logs-trail-222222222222"]
    confidential_bucket_arns = ["arn:aws:s3:::meddevo-tfstate/*"]
  }
  expect_failures = [var.bucket, var.kms_key_arn, var.log_bucket_arns, var.confidential_bucket_arns]
}
