#!/usr/bin/env node
import '../dist/bundle/rtemu.mjs';
