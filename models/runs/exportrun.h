// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "models/runs/run.h"
#include "network/wire/recordpage.h"

#include <memory>

namespace muster {

/// Exports one audience segment to one file, page by page. See Run for its life.
class ExportRun : public Run
{
    Q_OBJECT

public:
    [[nodiscard]] RunKind kind() const override { return RunKind::SegmentExport; }
    [[nodiscard]] virtual const FrozenExportOrder &order() const = 0;

Q_SIGNALS:
    /// A page is in the file. The page is shared and immutable; show a capped number of its rows.
    void pageArrived(std::shared_ptr<const muster::RecordPage> page);

protected:
    using Run::Run;
};

} // namespace muster
