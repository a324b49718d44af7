/**
 * Route 53 records: an alias of the load balancer for each app that asks for a name in the environment's zone, and a TXT record {@code _meddevo.<name>}
 * that says whose it is. A name is ours if, and only if, that record says so.
 *
 * <ul>
 * <li>Batch: ListResourceRecordSets, 300 a page, all of the zone. Both records of a name change in one batch, which is carried out whole or not at all.
 * <li>Limits: 5 requests a second for the account, all regions together; 10,000 records a zone; one change batch a zone at a time
 * (PriorRequestNotComplete asks for patience).
 * <li>ChangeResourceRecordSets has no client token. CREATE fails if the name is taken, DELETE if what is there is not exactly what was named; either
 * means that somebody was faster, and the next look decides. INSYNC is not waited for.
 * <li>Names come back in lower case, with a dot at their end and {@code \052} for a star; an alias perhaps with {@code dualstack.} in front.
 * <li>A zone that Cloud Map made belongs to Cloud Map; the environment names another one.
 * <li>Leaving: before the listener rule, and only what the TXT record says is ours.
 * <li>Cost: queries of aliases of load balancers are free; the zone itself is billed per month.
 * <li>AWS: <a href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html">ResourceRecordSet</a>.
 * </ul>
 */
package com.meddevo.aws.dnsrecord;
