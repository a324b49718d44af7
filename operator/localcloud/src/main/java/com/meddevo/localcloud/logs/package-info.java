/** CloudWatch Logs: groups with their retention, and the streams that tasks write. After the API reference (version 2014-03-28). */
package com.meddevo.localcloud.logs;
