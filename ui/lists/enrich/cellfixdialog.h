// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/enrichfieldsmodel.h"
#include "models/runs/enrich/check/checkreport.h"
#include "ui/common/forward.h"

#include <QDialog>
#include <memory>
#include <optional>

class QDialogButtonBox;

namespace muster {

class CellRepairsModel;
class RepairExamplesModel;

/// What to do about cells that do not fit: the repairs that a check proposes, each with what it makes of the cells, and
/// what becomes of the rest. Changes nothing itself; accepted() says that fixes() are wanted.
class CellFixDialog : public QDialog
{
    Q_OBJECT
    Q_CLASSINFO("help", "enrichment#cells-that-are-not-valid")

public:
    /// `rest`: what becomes of such cells now; nullopt: of some this, of others that.
    CellFixDialog(const std::shared_ptr<const CheckReport> &report, std::optional<InvalidCell> rest,
                  QWidget *parent = nullptr);
    [[nodiscard]] CellFixes fixes() const;

private:
    QWidget *buildRepairs();
    QWidget *buildPreview();
    QWidget *buildRest();
    void showExamples();
    void showState();

    const std::shared_ptr<const CheckReport> m_report;
    const std::optional<InvalidCell> m_before;
    CellRepairsModel *m_repairs = nullptr;
    RepairExamplesModel *m_examples = nullptr;
    DataTable *m_table = nullptr;
    PlainLabel *m_previewed = nullptr;
    PlainLabel *m_doubt = nullptr; ///< What speaks against the selected one.
    QRadioButton *m_reject = nullptr;
    QRadioButton *m_leaveOut = nullptr;
    PlainLabel *m_summary = nullptr;
    QPushButton *m_accept = nullptr;
};

} // namespace muster
