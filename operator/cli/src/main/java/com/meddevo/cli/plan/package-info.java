/** What would happen: checking specs without a cluster, and planning them against the running operator or a snapshot. */
package com.meddevo.cli.plan;
