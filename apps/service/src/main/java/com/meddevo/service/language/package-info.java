/** Languages, as every service names them. */
package com.meddevo.service.language;
