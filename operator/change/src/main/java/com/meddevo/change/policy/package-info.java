/** The rules of the house: policies in CEL, what each stack may touch, waivers, and the routes that follow from a class. */
package com.meddevo.change.policy;
