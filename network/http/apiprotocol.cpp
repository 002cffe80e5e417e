// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/apiprotocol.h"

#include <algorithm>

namespace muster {

const OperationRow *ApiProtocol::row(Operation operation) const
{
    const auto found = std::find_if(operations.cbegin(), operations.cend(),
                                    [operation](const OperationRow &row) { return row.operation == operation; });
    return found == operations.cend() ? nullptr : &*found;
}

} // namespace muster
