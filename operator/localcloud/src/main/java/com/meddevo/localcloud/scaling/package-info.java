/** Application Auto Scaling. */
package com.meddevo.localcloud.scaling;
