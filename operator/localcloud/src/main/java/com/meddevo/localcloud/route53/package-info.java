/** Route 53. */
package com.meddevo.localcloud.route53;
