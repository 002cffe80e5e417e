// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/print/printerdialog.h"

#include "ui/common/layoutmemory.h"

#include <QPrintDialog>
#include <QPrinter>

namespace muster {

void openPrinterDialog(QWidget *parent, std::function<void(std::shared_ptr<QPrinter>)> answer)
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    auto *dialog = new QPrintDialog(printer.get(), parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("printerDialog"));
    rememberSize(*dialog);
    // The dialog goes after this answer; as long as it is there the printer must be.
    QObject::connect(dialog, &QDialog::finished, dialog, [printer, answer = std::move(answer)](int result) {
        answer(result == QDialog::Accepted ? printer : nullptr);
    });
    dialog->open();
}

} // namespace muster
