// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "models/runs/run.h"
#include "network/wire/recordpage.h"

#include <memory>

namespace muster {

/// What a resumed export does where its segment was recalculated meanwhile: the rows that are there are of another
/// state than those to come (F119).
enum class IfRecalculated {
    Ask, ///< It pauses again with "segment_recalculated"; nothing is read and nothing is lost.
    BeginAgain, ///< What was read is given up, and the segment read from its beginning.
    GoOn, ///< The file holds rows of both states; manifest and result say so.
};

/// Exports one audience segment to one file, page by page. See Run for its life.
class ExportRun : public Run
{
    Q_OBJECT

public:
    [[nodiscard]] RunKind kind() const override { return RunKind::SegmentExport; }
    [[nodiscard]] virtual const FrozenExportOrder &order() const = 0;
    /// Before it is started.
    void setIfRecalculated(IfRecalculated choice) { m_ifRecalculated = choice; }

Q_SIGNALS:
    /// A page is in the file. The page is shared and immutable; show a capped number of its rows.
    void pageArrived(std::shared_ptr<const muster::RecordPage> page);

protected:
    using Run::Run;
    [[nodiscard]] IfRecalculated ifRecalculated() const { return m_ifRecalculated; }

private:
    IfRecalculated m_ifRecalculated = IfRecalculated::Ask;
};

} // namespace muster
