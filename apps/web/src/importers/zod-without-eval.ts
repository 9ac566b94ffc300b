import { z } from "zod";

// Zod tries `new Function` otherwise, which the content security policy reports. To be loaded before any schema is.
z.config({ jitless: true });
