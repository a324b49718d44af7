/** Security Token Service: who the caller is, and roles he takes on. Nobody is refused here. */
package com.meddevo.localcloud.sts;
