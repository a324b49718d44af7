/** Elastic File System. */
package com.meddevo.localcloud.efs;
