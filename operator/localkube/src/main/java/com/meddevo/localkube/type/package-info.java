/** The kinds of objects this API serves: the built-in ones and those that CustomResourceDefinitions add, with what is peculiar to each. */
package com.meddevo.localkube.type;
