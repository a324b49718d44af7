/** Plans as they come from Terraform and from {@code meddevo plan}, read into one form, without what they mark as sensitive. */
package com.meddevo.change.input;
