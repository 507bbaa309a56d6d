/** How both APIs are called over HTTP; nothing of either. */
package ch.bexioclockodo.http;
