# In a file of its own: provider 2.x writes these blocks as attributes (replication_specs = [{ region_configs = [{ … }] }]) and nothing else differs.
resource "mongodbatlas_advanced_cluster" "this" {
  project_id                     = mongodbatlas_project.this.id
  name                           = local.name
  cluster_type                   = "REPLICASET"
  mongo_db_major_version         = var.mongodb_version
  backup_enabled                 = true
  pit_enabled                    = true
  termination_protection_enabled = true
  encryption_at_rest_provider    = "AWS"
  depends_on                     = [mongodbatlas_encryption_at_rest.this, mongodbatlas_privatelink_endpoint_service.this]

  replication_specs {
    region_configs {
      provider_name = "AWS"
      region_name   = local.atlas_region
      priority      = 7 # the highest: there is one region

      electable_specs {
        instance_size = var.instance_size
        node_count    = 3
      }

      auto_scaling {
        disk_gb_enabled            = true
        compute_enabled            = var.max_instance_size != null
        compute_scale_down_enabled = var.max_instance_size != null
        compute_min_instance_size  = var.max_instance_size == null ? null : var.instance_size
        compute_max_instance_size  = var.max_instance_size
      }
    }
  }

  advanced_configuration {
    javascript_enabled           = false
    minimum_enabled_tls_protocol = "TLS1_2"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "mongodbatlas_cloud_backup_schedule" "this" {
  project_id               = mongodbatlas_project.this.id
  cluster_name             = mongodbatlas_advanced_cluster.this.name
  reference_hour_of_day    = 2
  reference_minute_of_hour = 30
  restore_window_days      = 7

  policy_item_hourly {
    frequency_interval = 6
    retention_unit     = "days"
    retention_value    = 7
  }

  policy_item_daily {
    frequency_interval = 1
    retention_unit     = "days"
    retention_value    = var.backup_retention_days
  }
}

resource "mongodbatlas_maintenance_window" "this" {
  project_id              = mongodbatlas_project.this.id
  day_of_week             = 7 # Saturday
  hour_of_day             = 3 # UTC
  auto_defer_once_enabled = true
}
