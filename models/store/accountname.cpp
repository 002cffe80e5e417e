// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/accountname.h"

#include <pwd.h>
#include <unistd.h>

namespace muster {

QString accountName()
{
    const passwd *account = ::getpwuid(::geteuid());
    return account != nullptr ? QString::fromLocal8Bit(account->pw_name) : QString::number(::geteuid());
}

} // namespace muster
