// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/documents/maskeddocument.h"
#include "models/rules/masking/leakcheck.h"
#include "network/wire/result.h"

namespace muster {

/// The second look at a masked JSON text, as a stranger would read it: parsed anew by another parser, every key and
/// string given to the leak check. BadInput "document_not_json" when what was written is no JSON.
[[nodiscard]] Result<std::vector<DocumentLeak>> leaksInJson(const QByteArray &masked, const LeakCheck &check,
                                                            const MaskContext &context);

} // namespace muster
