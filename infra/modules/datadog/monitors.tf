# What wakes a person, whatever app it is; an app's own alarms stand in its spec. docs/runbooks/apps-down.md has a section of each name.
locals {
  monitors = {
    errors = {
      name    = "Apps answer with errors"
      query   = "sum(last_5m):sum:aws.applicationelb.httpcode_target_5xx{env:${var.environment}} by {targetgroup}.as_count() > 50"
      message = "More than 50 answers with 5xx in five minutes by {{targetgroup.name}}. Look at the app's rollout first: a new version rolls back by itself."
    }
    unhealthy = {
      name    = "Nobody answers"
      query   = "min(last_10m):min:aws.applicationelb.healthy_host_count{env:${var.environment}} by {targetgroup} < 1"
      message = "{{targetgroup.name}} has had no healthy task for ten minutes."
    }
    endpoints = {
      name    = "An endpoint drops packets"
      query   = "sum(last_15m):sum:aws.privatelinkendpoints.packets_dropped{env:${var.environment}} by {service_name}.as_count() > 0"
      message = "Packets to the endpoint of {{service_name.name}} are dropped: it, or what is behind it, is unhealthy. A com.amazonaws.vpce.… is the database, the others are AWS."
    }
  }
}

resource "datadog_monitor" "this" {
  for_each = local.monitors

  name              = "[${var.environment}] ${each.value.name}"
  type              = "query alert"
  query             = each.value.query
  message           = "${each.value.message} ${var.runbooks_url}/apps-down.md#${lower(replace(each.value.name, " ", "-"))} ${var.notify}"
  on_missing_data   = "default"
  renotify_interval = 60
  tags              = ["env:${var.environment}", "managed-by:terraform"]
}
