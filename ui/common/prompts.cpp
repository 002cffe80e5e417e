// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/prompts.h"

#include "models/text/plaintext.h"
#include "ui/common/icons.h"
#include "ui/common/layoutmemory.h"
#include "ui/print/reportprinter.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QUrl>
#include <QWidget>

namespace muster {

namespace {

Prompts *s_prompts = nullptr;

/// One of ours: the signs of the style have colours of their own, whatever the theme and its contrast.
void showSign(QMessageBox *box, const QString &iconName, ColourRole role)
{
    box->setIconPixmap(themedIcon(iconName, role).pixmap(QSize(32, 32), box->devicePixelRatioF()));
}

void run(QFileDialog *dialog, std::function<void(QString)> answer)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("fileDialog"));
    rememberSize(*dialog);
    QObject::connect(dialog, &QDialog::finished, dialog, [dialog, answer = std::move(answer)](int result) {
        answer(result == QDialog::Accepted ? dialog->selectedFiles().value(0) : QString());
    });
    dialog->open();
}

void pick(QWidget *parent, const QString &title, const QString &suggested, const QStringList &filters,
          QFileDialog::AcceptMode mode, std::function<void(QString)> answer)
{
    auto *dialog = new QFileDialog(parent, title);
    dialog->setAcceptMode(mode);
    dialog->setFileMode(mode == QFileDialog::AcceptSave ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    // Replacing is asked for in the sheet itself, where it is part of the frozen order.
    dialog->setOption(QFileDialog::DontConfirmOverwrite, true);
    dialog->setNameFilters(filters);
    if (!suggested.isEmpty())
        dialog->selectFile(suggested);
    run(dialog, std::move(answer));
}

/// A box that asks it, not yet open.
struct BoxForQuestion
{
    QMessageBox *box = nullptr; ///< Deletes itself.
    QPushButton *accept = nullptr, *other = nullptr, *reject = nullptr; ///< `other` only where the question has one.
};

BoxForQuestion boxFor(QWidget *parent, const Question &question)
{
    auto *box = new QMessageBox(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(visibleText(question.title));
    if (question.dangerous)
        showSign(box, QStringLiteral("triangle-alert"), ColourRole::Warn);
    else
        showSign(box, QStringLiteral("circle-question-mark"), ColourRole::Info);
    box->setText(visibleParagraphs(question.text));
    box->setInformativeText(visibleParagraphs(question.detail));
    BoxForQuestion made{.box = box};
    made.accept = box->addButton(question.acceptLabel, QMessageBox::AcceptRole);
    if (!question.otherLabel.isEmpty())
        made.other = box->addButton(question.otherLabel, QMessageBox::AcceptRole);
    made.reject = question.rejectLabel.isEmpty() ? box->addButton(QMessageBox::Cancel)
                                                 : box->addButton(question.rejectLabel, QMessageBox::RejectRole);
    box->setDefaultButton(question.dangerous ? made.reject : made.accept);
    box->setEscapeButton(made.reject);
    return made;
}

} // namespace

void Prompts::ask(QWidget *parent, const Question &question, std::function<void(bool)> answer)
{
    // Not choose(), which a test may have replaced.
    Prompts::choose(parent, question,
                    [answer = std::move(answer)](Choice choice) { answer(choice == Choice::Accept); });
}

void Prompts::choose(QWidget *parent, const Question &question, std::function<void(Choice)> answer)
{
    const BoxForQuestion made = boxFor(parent, question);
    QMessageBox *box = made.box;
    QObject::connect(box, &QDialog::finished, box, [made, answer = std::move(answer)](int) {
        const QAbstractButton *clicked = made.box->clickedButton();
        answer(clicked == made.accept                               ? Choice::Accept
                   : made.other != nullptr && clicked == made.other ? Choice::Other
                                                                    : Choice::Reject);
    });
    box->open();
}

void Prompts::tell(QWidget *parent, const QString &title, const QString &text)
{
    auto *box = new QMessageBox(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(visibleText(title));
    showSign(box, QStringLiteral("info"), ColourRole::Info);
    box->setText(visibleParagraphs(text));
    box->addButton(QMessageBox::Close);
    box->open();
}

void Prompts::saveFile(QWidget *parent, const QString &title, const QString &suggested, const QStringList &filters,
                       std::function<void(QString)> answer)
{
    pick(parent, title, suggested, filters, QFileDialog::AcceptSave, std::move(answer));
}

void Prompts::openFile(QWidget *parent, const QString &title, const QStringList &filters,
                       std::function<void(QString)> answer)
{
    pick(parent, title, {}, filters, QFileDialog::AcceptOpen, std::move(answer));
}

void Prompts::chooseFolder(QWidget *parent, const QString &title, const QString &suggested,
                           std::function<void(QString)> answer)
{
    auto *dialog = new QFileDialog(parent, title);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly, true);
    if (!suggested.isEmpty())
        dialog->setDirectory(suggested);
    run(dialog, std::move(answer));
}

void Prompts::choosePrinter(QWidget *parent, std::function<void(std::shared_ptr<QPrinter>)> answer)
{
    openPrinterDialog(parent, std::move(answer));
}

void Prompts::openLocal(const QString &path)
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(path));
}

Prompts &Prompts::instance()
{
    static Prompts real;
    return s_prompts ? *s_prompts : real;
}

void Prompts::replace(Prompts *prompts)
{
    s_prompts = prompts;
}

namespace {

struct SaveQuestion
{
    Q_DECLARE_TR_FUNCTIONS(SaveQuestion)
};

Question mayReplace(const QString &file)
{
    return {
        .title = SaveQuestion::tr("Replace the file?"),
        .text = SaveQuestion::tr("A file named “%1” already exists.").arg(visibleText(QFileInfo(file).fileName(), 100)),
        .detail = SaveQuestion::tr("Its contents will be lost."),
        .acceptLabel = SaveQuestion::tr("Replace"),
        .rejectLabel = SaveQuestion::tr("Keep"),
        .dangerous = true,
    };
}

std::function<void(QString)> whileThere(QObject *asker, std::function<void(const QString &file)> chosen)
{
    return [asker = QPointer(asker), chosen = std::move(chosen)](const QString &file) {
        if (asker && !file.isEmpty())
            chosen(file);
    };
}

} // namespace

void askFirst(QWidget *parent, const Question &question, QObject *asker, std::function<void()> accepted)
{
    Prompts::instance().ask(parent, question, [asker = QPointer(asker), accepted = std::move(accepted)](bool yes) {
        if (asker && yes)
            accepted();
    });
}

void askWhatToOpen(QWidget *parent, const QString &title, const QStringList &filters, QObject *asker,
                   std::function<void(const QString &file)> chosen)
{
    Prompts::instance().openFile(parent, title, filters, whileThere(asker, std::move(chosen)));
}

void askWhereToWrite(QWidget *parent, const QString &title, const QString &suggested, const QStringList &filters,
                     QObject *asker, std::function<void(const QString &file)> chosen)
{
    Prompts::instance().saveFile(parent, title, suggested, filters, whileThere(asker, std::move(chosen)));
}

void askForPrinter(QWidget *parent, QObject *asker,
                   std::function<void(const std::shared_ptr<QPrinter> &printer)> chosen)
{
    Prompts::instance().choosePrinter(
        parent, [asker = QPointer(asker), chosen = std::move(chosen)](const std::shared_ptr<QPrinter> &printer) {
            if (asker && printer)
                chosen(printer);
        });
}

void askWhereToSave(QWidget *parent, const QString &title, const QString &suggested, const QStringList &filters,
                    std::function<void(const QString &file, bool replace)> chosen)
{
    Prompts::instance().saveFile(parent, title, suggested, filters,
                                 [parent = QPointer(parent), chosen = std::move(chosen)](const QString &file) {
                                     if (file.isEmpty() || !parent)
                                         return;
                                     if (!QFileInfo::exists(file)) {
                                         chosen(file, false);
                                         return;
                                     }
                                     Prompts::instance().ask(parent, mayReplace(file), [file, chosen](bool accepted) {
                                         if (accepted)
                                             chosen(file, true);
                                     });
                                 });
}

} // namespace muster
