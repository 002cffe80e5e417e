// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/apidialect.h"

#include "network/dialects/contract/contractdialect.h"
#include "network/dialects/cxone/cxonedialect.h"

#include <algorithm>

namespace muster {

DialectRegistry::DialectRegistry()
{
    add(contractDialect());
    add(cxoneDialect());
}

DialectRegistry &DialectRegistry::instance()
{
    static DialectRegistry registry;
    return registry;
}

QMap<Job, Capability> ApiDialect::capabilitiesOf(const ConnectionProfile &profile) const
{
    QMap<Job, Capability> all = capabilities;
    if (limit)
        limit(profile, all);
    return all;
}

QList<FieldFault> ApiDialect::optionFaults(const ConnectionProfile &profile) const
{
    QList<FieldFault> faults;
    for (auto it = profile.options.cbegin(); it != profile.options.cend(); ++it) {
        const auto option = std::ranges::find(options, it.key(), &DialectOption::key);
        const QString field = QStringLiteral("options.") + it.key().left(64);
        if (option == options.cend())
            faults.append({field, QStringLiteral("unknown_member")});
        else if (!option->accepts(it.value()))
            faults.append({field, QStringLiteral("invalid")});
    }
    return faults;
}

void DialectRegistry::add(std::shared_ptr<const ApiDialect> dialect)
{
    const QString key = dialect->key;
    m_dialects.insert(key, std::move(dialect));
}

} // namespace muster
