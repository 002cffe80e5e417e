// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// In place of the window, in a program that has none.

#include "app/window.h"

#include <cstdio>

int muster::runWindow(int, char **, const CommandLine &, EnvironmentCredentials)
{
    std::fputs("muster: this program has no window. Try: muster --help\n", stderr);
    return 2;
}
