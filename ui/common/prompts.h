// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>
#include <functional>
#include <memory>

class QObject;
class QPrinter;
class QWidget;

namespace muster {

/// What a message box asks. All texts are plain; words from outside were made visible before.
struct Question
{
    QString title; ///< What it is about, with the environment where something is changed.
    QString text;
    QString detail; ///< Smaller, below.
    QString acceptLabel; ///< A verb with its object: "Discard the unfinished export".
    QString rejectLabel; ///< Empty: "Cancel".
    bool dangerous = false; ///< The default button is then the other one.
    QString otherLabel = {}; ///< A second way to say yes, for choose().
};

/// The seam for message boxes and file pickers: windows ask here, the answer comes later by call, and a test puts its
/// own in place. Never a nested event loop. GUI thread.
class Prompts
{
public:
    virtual ~Prompts() = default;
    virtual void ask(QWidget *parent, const Question &question, std::function<void(bool accepted)> answer);
    /// With Question::otherLabel as a third button.
    enum class Choice { Accept, Other, Reject };
    virtual void choose(QWidget *parent, const Question &question, std::function<void(Choice choice)> answer);
    virtual void tell(QWidget *parent, const QString &title, const QString &text);
    /// An empty answer: the person gave up. `filters` as QFileDialog takes them.
    virtual void saveFile(QWidget *parent, const QString &title, const QString &suggested, const QStringList &filters,
                          std::function<void(QString file)> answer);
    virtual void openFile(QWidget *parent, const QString &title, const QStringList &filters,
                          std::function<void(QString file)> answer);
    /// A folder that is there; an empty answer: the person gave up.
    virtual void chooseFolder(QWidget *parent, const QString &title, const QString &suggested,
                              std::function<void(QString folder)> answer);
    /// Which printer, and how many copies; nullptr: the person gave up.
    virtual void choosePrinter(QWidget *parent, std::function<void(std::shared_ptr<QPrinter> printer)> answer);
    /// Opens a finished file or its folder in the desktop's own program.
    virtual void openLocal(const QString &path);

    [[nodiscard]] static Prompts &instance();
    /// Puts `prompts` in place (a test's own); nullptr puts the real ones back. The caller keeps it alive.
    static void replace(Prompts *prompts);
};

/// Goes on only with a yes, and only while `asker` is there.
void askFirst(QWidget *parent, const Question &question, QObject *asker, std::function<void()> accepted);
/// The same with a file to read, and with one to write; what the person gave up goes no further.
void askWhatToOpen(QWidget *parent, const QString &title, const QStringList &filters, QObject *asker,
                   std::function<void(const QString &file)> chosen);
void askWhereToWrite(QWidget *parent, const QString &title, const QString &suggested, const QStringList &filters,
                     QObject *asker, std::function<void(const QString &file)> chosen);
/// The same with a printer.
void askForPrinter(QWidget *parent, QObject *asker,
                   std::function<void(const std::shared_ptr<QPrinter> &printer)> chosen);
/// Asks for a file to write, and, where there is one already, whether it may be replaced. `chosen` is called only with
/// what the person said yes to; `replace` is false where there was no file when they were asked.
void askWhereToSave(QWidget *parent, const QString &title, const QString &suggested, const QStringList &filters,
                    std::function<void(const QString &file, bool replace)> chosen);

} // namespace muster
