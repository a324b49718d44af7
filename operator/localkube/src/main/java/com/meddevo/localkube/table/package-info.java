/** Objects as rows, the way {@code kubectl get} shows them. */
package com.meddevo.localkube.table;
