/**
 * Route 53: private hosted zones and their records, changed in batches that are carried out whole or not at all. Names come back in lower case, with
 * a dot at their end and with unusual characters as octal numbers; a delete must match exactly what is there. After the Amazon Route 53 API
 * reference (version 2013-04-01).
 */
package com.meddevo.localcloud.route53;
