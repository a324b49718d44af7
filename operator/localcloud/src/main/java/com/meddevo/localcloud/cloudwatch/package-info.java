/** CloudWatch: metrics and alarms. */
package com.meddevo.localcloud.cloudwatch;
