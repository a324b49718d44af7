/** Security groups and their rules. */
package com.meddevo.localcloud.ec2;
