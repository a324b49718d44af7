/** AWS behind the loop's seam. */
package com.meddevo.controller.cloud;
