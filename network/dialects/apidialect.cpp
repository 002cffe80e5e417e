// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/apidialect.h"

#include "network/dialects/contract/contractdialect.h"

namespace muster {

DialectRegistry::DialectRegistry()
{
    add(contractDialect());
}

DialectRegistry &DialectRegistry::instance()
{
    static DialectRegistry registry;
    return registry;
}

void DialectRegistry::add(std::shared_ptr<const ApiDialect> dialect)
{
    const QString key = dialect->key;
    m_dialects.insert(key, std::move(dialect));
}

} // namespace muster
