// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/apidialect.h"

#include <algorithm>

namespace muster {

const OperationRow *ApiDialect::row(Operation operation) const
{
    const auto found = std::find_if(operations.cbegin(), operations.cend(),
                                    [operation](const OperationRow &row) { return row.operation == operation; });
    return found == operations.cend() ? nullptr : &*found;
}

std::shared_ptr<const ApiDialect> dialectFor(const QString &key)
{
    return key == contractDialect()->key ? contractDialect() : nullptr;
}

} // namespace muster
