/** The images that local tasks run. */
package com.meddevo.cli.image;
