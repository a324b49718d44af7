/**
 * Devices and their variants, with the identifiers that the regulation asks for: Basic UDI-DI per device, UDI-DI per variant
 * (Regulation (EU) 2017/745, Article 27 and Annex VI, Part C).
 */
package com.meddevo.techdoc.device;
