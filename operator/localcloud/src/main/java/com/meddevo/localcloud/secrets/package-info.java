/** Secrets Manager. */
package com.meddevo.localcloud.secrets;
